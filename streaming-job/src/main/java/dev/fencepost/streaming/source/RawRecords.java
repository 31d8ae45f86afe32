package dev.fencepost.streaming.source;

import dev.fencepost.core.landing.Incoming.Sender;
import dev.fencepost.engine.record.SenderHeaders;
import dev.fencepost.streaming.record.RawRecord;
import dev.fencepost.streaming.record.RawRecordType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Takes bytes as they are, and who sent them; a record without a value stays one. */
final class RawRecords implements KafkaRecordDeserializationSchema<RawRecord> {

  private static final long serialVersionUID = 1;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
    @Nullable Sender sender = SenderHeaders.read(name -> values(record, name));
    out.collect(RawRecord.read(record.partition(), record.offset(), sender, record.value()));
  }

  private static List<byte @Nullable []> values(ConsumerRecord<?, ?> record, String name) {
    List<byte @Nullable []> values = new ArrayList<>(1);
    record.headers().headers(name).forEach(header -> values.add(header.value()));
    return values;
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return RawRecordType.INSTANCE;
  }
}
