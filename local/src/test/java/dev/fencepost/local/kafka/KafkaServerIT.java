package dev.fencepost.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.keep.Keeper;
import dev.fencepost.local.process.ArchiveMaker;
import dev.fencepost.local.process.ClassArchives;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Wait;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Home home;

  KafkaServerIT(@TempDir Path folder) {
    home = new Home(folder.resolve("a folder with spaces"));
  }

  @AfterEach
  void nothing_is_left() {
    new ProcessTable(home).stopAll();
  }

  @Test
  void acknowledged_records_survive_death_on_a_new_port_and_a_kept_broker_keeps_its_own()
      throws Exception {
    KafkaServer first = KafkaServer.start(home.folder(), 0);
    send(first, "kept");
    first.kill9();
    ClassArchives archives = ClassArchives.of(ProjectRoot.find());
    ArchiveMaker.make(archives.folder());
    assertThat(Wait.until(() -> hasArchive(archives), LIMIT)).isTrue();

    KafkaServer second = KafkaServer.start(home.folder(), 0);

    assertThat(read(second)).containsExactly("kept");
    assertThat(Path.of("/proc", Long.toString(second.pid()), "maps"))
        .as("it starts with the archive that was made after the first start")
        .content()
        .containsPattern("BrokerMain-\\S+\\.jsa");
    assertThat(KafkaServer.running(home))
        .hasValueSatisfying(
            found -> assertThat(found.bootstrapServers()).isEqualTo(second.bootstrapServers()));

    second.process().keep();
    Keeper.start(home, Lifetime.WITH_PARENT);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", second.bootstrapServers()))) {
      admin.listTopics().names().get();
      second.process().crash();
      assertThat(admin.listTopics().names().get()).contains("findings");
    }
    KafkaServer third = KafkaServer.running(home).orElseThrow();
    assertThat(third.process().record().restarts()).isEqualTo(1);
    assertThat(read(third)).containsExactly("kept");

    second.stop();
    assertThat(third.process().isAlive()).isFalse();
    assertThat(second.process().isAlive()).isFalse();
  }

  private static boolean hasArchive(ClassArchives archives) {
    try (Stream<Path> files = Files.list(archives.folder())) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      return names.stream().anyMatch(name -> name.matches("dev.*BrokerMain-.*jsa"))
          && names.stream().noneMatch(name -> name.matches("dev.*BrokerMain-.*args"));
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void send(KafkaServer server, String value) throws Exception {
    Map<String, Object> address = Map.of("bootstrap.servers", server.bootstrapServers());
    try (Admin admin = Admin.create(address);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(address, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic("findings", 2, (short) 1))).all().get();
      producer
          .send(new ProducerRecord<>("findings", 1, null, value.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }

  private static List<String> read(KafkaServer server) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", server.bootstrapServers(), "auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition("findings", 1);
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      List<String> values = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
      }
      return values;
    }
  }
}
