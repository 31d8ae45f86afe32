package dev.fencepost.testkit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedBrokerIT {

  @Test
  void what_is_sent_to_a_partition_is_read_from_it_in_order() {
    TestTopics kafka = TestKafka.shared();
    String topic = kafka.newTopic("findings", 3);

    long first = kafka.send(topic, 2, "one");
    kafka.sendAll(topic, 2, List.of("two", "three"));

    assertThat(first).isZero();
    assertThat(kafka.readText(topic, 2)).containsExactly("one", "two", "three");
    assertThat(kafka.endOffset(topic, 2)).isEqualTo(3);
    assertThat(kafka.read(topic, 0)).isEmpty();
  }

  /** With several requests on their way, one such topic in some dozens used to stall. */
  @Test
  void a_burst_to_a_topic_created_a_moment_ago_arrives_at_once_and_in_order() {
    TestTopics kafka = TestKafka.shared();
    List<String> burst =
        IntStream.range(0, 1_000).mapToObj(i -> "record %0300d".formatted(i)).toList();
    for (int i = 0; i < 30; i++) {
      kafka.sendAll(kafka.newTopic("fresh", 3), 0, burst);
    }

    String last = kafka.newTopic("fresh", 3);
    kafka.sendAll(last, 0, burst);
    assertThat(kafka.readText(last, 0)).containsExactlyElementsOf(burst);
  }

  @Test
  void a_record_of_five_megabytes_and_one_without_a_value_are_taken() {
    TestTopics kafka = TestKafka.shared();
    String topic = kafka.newTopic("large", 1);

    kafka.send(topic, 0, new byte[5_000_000]);
    kafka.send(topic, 0, (byte[]) null);

    assertThat(kafka.read(topic, 0))
        .satisfiesExactly(
            large -> assertThat(large.value()).hasSize(5_000_000),
            empty -> assertThat(empty.value()).isNull());
  }

  @Test
  void a_broker_of_the_tests_own_comes_back_on_its_port_for_the_same_client() {
    try (TestKafka own = TestKafka.own();
        TestTopics kafka = own.topics()) {
      String topic = kafka.newTopic("kept", 1);
      kafka.send(topic, 0, "before");
      own.kill9();
      own.restart();
      kafka.send(topic, 0, "after");

      assertThat(kafka.readText(topic, 0)).containsExactly("before", "after");
    }
  }
}
