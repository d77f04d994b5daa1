/** Names that are there without an import, and members of the types that programs of Python meet everywhere. */
export const pythonNames: ReadonlySet<string> = new Set(
  `
ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception
ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError
ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError
KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented
NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError
RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration
SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError UnboundLocalError
UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError
Warning ZeroDivisionError abs absolute add addFilter addHandler aiter all anchor anext any append appendleft
as_integer_ratio as_posix as_uri ascii astimezone bin bit_count bit_length bool breakpoint buffer bytearray
bytes callHandlers callable capitalize casefold center chmod chr classmethod clear close closed combine compile
complex conjugate copy copyright count credits critical ctime cwd date day days debug decode delattr denominator
detach dict difference difference_update dir discard divmod drive dst encode encoding end endpos endswith
enumerate error errors eval exception exec exists exit expand expandtabs expanduser extend extendleft fatal
fileno filter find findCaller findall finditer flags float flush fold format format_map from_bytes fromhex
fromisocalendar fromisoformat fromkeys fromordinal fromtimestamp frozenset fullmatch get getChild
getEffectiveLevel getattr glob globals group groupdict groupindex groups handle hardlink_to hasHandlers hasattr
hash help hex home hour id imag index info input insert int intersection intersection_update isEnabledFor
is_absolute is_block_device is_char_device is_dir is_fifo is_file is_integer is_mount is_relative_to is_reserved
is_socket is_symlink isalnum isalpha isascii isatty isdecimal isdigit isdisjoint isidentifier isinstance islower
isnumeric isocalendar isoformat isoweekday isprintable isspace issubclass issubset issuperset istitle isupper
items iter iterdir join joinpath keys lastgroup lastindex lchmod len license line_buffering link_to list ljust
locals log lower lstat lstrip makeRecord maketrans manager map match max maxlen memoryview microsecond
microseconds min minute mkdir month move_to_end name newlines next now numerator object oct open ord owner
parent parents partition parts pattern pop popitem popleft pos pow print property quit range re read read_bytes
read_text readable readline readlines readlink real reconfigure regs relative_to remove removeFilter
removeHandler removeprefix removesuffix rename replace repr resolution resolve reverse reversed rfind rglob
rindex rjust rmdir root rotate round rpartition rsplit rstrip samefile scanner search second seconds seek
seekable set setLevel setattr setdefault slice sort sorted span split splitlines start startswith stat
staticmethod stem str strftime string strip strptime sub subn suffix suffixes sum super swapcase symlink_to
symmetric_difference symmetric_difference_update tell time timestamp timetuple timetz title to_bytes today
toordinal total_seconds touch translate truncate tuple type tzinfo tzname union unlink update upper
utcfromtimestamp utcnow utcoffset utctimetuple values vars warn warning weekday with_name with_stem with_suffix
writable write write_bytes write_text write_through writelines year zfill zip
`
    .trim()
    .split(/\s+/),
)
