package dev.fencepost.discovery.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.discovery.connector.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeCutterTest {

  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void scopes_cover_every_key_once_and_keep_their_limits(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int objects = random.nextInt(20_000);
    ScopePlan plan =
        new ScopePlan(1 + random.nextInt(60), 1 + random.nextInt(20), 2000, 50_000_000);
    ScopeCutter cutter = new ScopeCutter(plan);
    long bytes = 0;
    for (int i = 0; i < objects; i++) {
      long size = random.nextInt(30_000);
      bytes += size;
      cutter.add(String.format(Locale.ROOT, "%07d", i), size);
    }
    List<Scope> scopes = cutter.scopes();

    assertThat(scopes.get(0).range().from()).isEmpty();
    assertThat(scopes.get(scopes.size() - 1).range().to()).isNull();
    for (int i = 1; i < scopes.size(); i++) {
      assertThat(scopes.get(i).range().from()).isEqualTo(scopes.get(i - 1).range().to());
    }
    assertThat(scopes.stream().mapToLong(Scope::objects).sum()).isEqualTo(objects);
    assertThat(scopes.stream().mapToLong(Scope::bytes).sum()).isEqualTo(bytes);
    assertThat(scopes).allMatch(s -> s.objects() <= 2000 && s.bytes() <= 50_000_000);
    if (objects > plan.wantedScopes() * 100 && objects < plan.wantedScopes() * 1000) {
      assertThat(scopes.size()).isBetween(plan.wantedScopes() / 2, plan.wantedScopes() * 2);
    }
  }

  @Test
  void an_empty_listing_is_one_scope_with_everything() {
    assertThat(new ScopeCutter(new ScopePlan(8, 1, 10, 10)).scopes())
        .containsExactly(new Scope(KeyRange.ALL, 0, 0));
  }

  @Test
  void an_object_larger_than_the_limit_has_its_own_scope() {
    ScopeCutter cutter = new ScopeCutter(new ScopePlan(1, 1, 10, 100));
    cutter.add("a", 10);
    cutter.add("b", 1000);
    cutter.add("c", 10);

    assertThat(cutter.scopes())
        .containsExactly(
            new Scope(new KeyRange("", "b"), 1, 10),
            new Scope(new KeyRange("b", "c"), 1, 1000),
            new Scope(new KeyRange("c", null), 1, 10));
  }

  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void pieces_join_without_a_gap_wherever_they_are_cut_and_a_new_cutter_goes_on(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ScopePlan plan = new ScopePlan(3, 2, 10, 1_000);
    ScopeCutter cutter = new ScopeCutter(plan);
    List<Scope> scopes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String key = String.format(Locale.ROOT, "%07d", i);
      boolean dies = random.nextInt(50) == 0;
      if (dies || cutter.isFull()) {
        scopes.addAll(cutter.cutBefore(key));
      }
      if (dies) {
        cutter = new ScopeCutter(plan, scopes.isEmpty() ? "" : key);
      }
      cutter.add(key, random.nextInt(200));
    }
    scopes.addAll(cutter.scopes());

    assertThat(scopes.get(0).range().from()).isEmpty();
    assertThat(scopes.get(scopes.size() - 1).range().to()).isNull();
    for (int i = 1; i < scopes.size(); i++) {
      assertThat(scopes.get(i).range().from()).isEqualTo(scopes.get(i - 1).range().to());
    }
    assertThat(scopes.stream().mapToLong(Scope::objects).sum()).isEqualTo(500);
    assertThat(scopes).allMatch(s -> s.objects() <= 10 && s.bytes() <= 1_000);
  }

  @Test
  void nothing_is_cut_from_nothing_and_the_rest_goes_to_the_end() {
    ScopeCutter cutter = new ScopeCutter(new ScopePlan(2, 1, 10, 100), "k");
    assertThat(cutter.cutBefore("m")).isEmpty();
    assertThat(cutter.scopes()).containsExactly(new Scope(new KeyRange("k", null), 0, 0));
  }

  @Test
  void keys_out_of_order_are_refused() {
    ScopeCutter cutter = new ScopeCutter(new ScopePlan(1, 1, 10, 100));
    cutter.add("b", 1);

    assertThatThrownBy(() -> cutter.add("a", 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
