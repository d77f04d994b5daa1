/** Names that are there without an import, and members that the types of Rust's own library have. */
export const rustNames: ReadonlySet<string> = new Set(
  `Box Err None Ok Option Result Some String Vec all and_then any append as_bytes as_deref as_mut as_path as_ref as_slice
  as_str assert assert_eq borrow borrow_mut build bytes capacity chain chars clear clone cloned cmp collect concat contains
  contains_key context copied count dbg default deref drain drop ends_with entry enumerate eprintln eq err exists exit
  expect extend fetch_add file_name filter filter_map find first flat_map flatten flush fmt fold format from from_str get
  get_mut hash index insert into into_iter is_dir is_empty is_err is_file is_none is_ok is_some is_some_and iter iter_mut
  join keys kind last len lines load lock map map_err matches max message metadata min name ne new next next_back not now
  nth ok ok_or or_else panic parent parse path peek pop position print println push push_str read recv remove replace
  resize reverse rev send set skip sort sort_by source spawn split splitn starts_with status store strip_prefix sum swap
  take then to_owned to_path_buf to_str to_string to_string_lossy to_vec trim truncate try_from try_into unwrap
  unwrap_or unwrap_or_default unwrap_or_else values vec wait with_capacity write write_all writeln zip`.split(/\s+/),
)
