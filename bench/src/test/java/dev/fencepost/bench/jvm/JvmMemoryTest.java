package dev.fencepost.bench.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JvmMemoryTest {

  @Test
  void both_generations_count_and_their_spaces_do_not_count_again() {
    String told =
        """
        4711:
         def new generation   total 39296K, used 2048K [0x1, 0x2, 0x3)
          eden space 34944K,   5% used [0x1, 0x2, 0x3)
          from space 4352K,   0% used [0x1, 0x2, 0x3)
         tenured generation   total 87424K, used 30720K [0x1, 0x2, 0x3)
           the space 87424K,  35% used [0x1, 0x2, 0x3, 0x4)
         Metaspace       used 61440K, committed 62000K, reserved 1114112K
        """;

    assertThat(JvmMemory.used(told)).isEqualTo(32);
  }

  @Test
  void the_share_of_a_process_is_read_from_its_line_and_not_from_those_that_are_a_part_of_it() {
    String rollup =
        """
        55d0c0a00000-7ffd3a5f8000 ---p 00000000 00:00 0                          [rollup]
        Rss:              409600 kB
        Pss:              393216 kB
        Pss_Anon:         380000 kB
        """;

    assertThat(JvmWatch.megabytes(rollup)).isEqualTo(384);
  }
}
