/** Types that come with Ruby and their methods, which are likelier meant than what the project has of the same name. */
export const rubyNames: ReadonlySet<string> = new Set(
  `
Array BasicObject Class Comparable Complex Date DateTime Dir Enumerable Exception File Float Hash IO Integer Kernel
Method Module Mutex NilClass Numeric Object Proc Range Rational Regexp Set StandardError String Struct Symbol Thread Time
abort abs alias_method alive? all? allocate ancestors any? append arity
assoc at at_exit autoload backtrace basename between? bind binding block_given? bsearch bytes bytesize call caller
capitalize captures casecmp casecmp? catch ceil center chain chars chdir chmod chomp chop chr chunk_while clamp class
class_eval class_exec class_variable_get class_variable_set clear clone close closed? collect combination compact
compare_by_identity concat const_defined? const_get const_missing const_set constants count cover? cycle day default
default_proc define_method define_singleton_method delete delete_at delete_if delete_prefix delete_suffix detect dig
dirname display div divmod downcase downto drop drop_while dump dup each each_byte each_char each_cons each_entry
each_index each_key each_line each_pair each_slice each_value each_with_index each_with_object empty? encode encoding
end end_with? ensure entries enum_for eof? eql? equal? eval even? exclude? exec exist? exit exp expand_path extend extended
fail fetch fetch_values file? fileno fill filter filter_map finish find find_all find_index finite? first flat_map flatten
flock floor flush for_fd force_encoding fork format freeze frozen? full_message getbyte getc gets group_by gsub gsub!
has_key? has_value? hash hex hour id include include? included inherited initialize initialize_copy inject insert inspect
instance_eval instance_exec instance_method instance_methods instance_of? instance_variable_defined? instance_variable_get
instance_variable_set instance_variables instance_variables integer? intern intersect? invert is_a? itself join keep_if key
key? keys kind_of? lambda last lazy length lineno lines ljust load local_variables lock loop lstrip map match match?
max max_by member? members merge merge! message method method_added method_defined? method_missing methods min min_by
minmax mkdir module_eval module_exec module_function month name named_captures nan? negative? new next nil? none? nonzero?
not object_id odd? one? open ord owner p pack partition path permutation pid pop positive? post_match pos pp pre_match pred
prepend prepended print printf private private_class_method private_constant proc product protected public
public_send push putc puts quo raise rand rassoc read readable? readline readlines readpartial rehash reject remove_const
remove_method reopen replace require require_relative respond_to? respond_to_missing? resume reverse reverse_each rewind
rindex rjust rotate round rstrip sample scan seek select send set_backtrace setter shift shuffle sin singleton_class
singleton_methods size sleep slice slice! sort sort! sort_by source source_location split sprintf sqrt squeeze srand
start start_with? step stop store strftime string strip sub sub! succ sum super_method swapcase synchronize sync system
take take_while tally tap tell test then throw times to_a to_c to_enum to_f to_h to_i to_int to_io to_json to_path to_proc
to_r to_s to_str to_sym tr transform_keys transform_values transpose trap truncate undef_method unbind uniq unlink unlock
unpack unpack1 unshift upcase update upto utc value value? values values_at warn write year yield yield_self zero? zip
`
    .trim()
    .split(/\s+/),
)
