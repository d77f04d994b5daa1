;; Scalar products of one signed-byte vector with many: 128 bits at a time (WebAssembly SIMD).
(module
  (import "env" "memory" (memory 1))
  ;; Rows of `width` bytes, a multiple of 16, lie one after the other from `rows`. One float a row is written from `out`:
  ;; the product as an integer, exact up to 2^24.
  (func (export "dots") (param $query i32) (param $rows i32) (param $count i32) (param $width i32) (param $out i32)
    (local $end i32) (local $at i32) (local $q i32) (local $row_end i32) (local $sum v128) (local $a v128) (local $b v128)
    (local.set $at (local.get $rows))
    (local.set $end (i32.add (local.get $rows) (i32.mul (local.get $count) (local.get $width))))
    (block $done
      (loop $each_row
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $q (local.get $query))
        (local.set $row_end (i32.add (local.get $at) (local.get $width)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (loop $each_part
          (local.set $a (v128.load (local.get $at)))
          (local.set $b (v128.load (local.get $q)))
          (local.set $sum (i32x4.add (local.get $sum) (i32x4.extadd_pairwise_i16x8_s
            (i16x8.extmul_low_i8x16_s (local.get $a) (local.get $b)))))
          (local.set $sum (i32x4.add (local.get $sum) (i32x4.extadd_pairwise_i16x8_s
            (i16x8.extmul_high_i8x16_s (local.get $a) (local.get $b)))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (local.set $q (i32.add (local.get $q) (i32.const 16)))
          (br_if $each_part (i32.lt_u (local.get $at) (local.get $row_end))))
        (f32.store (local.get $out) (f32.convert_i32_s
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum))))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $each_row)))))
