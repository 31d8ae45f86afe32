package dev.fencepost.streaming.source;

import dev.fencepost.streaming.record.RawRecord;
import dev.fencepost.streaming.record.RawRecordType;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes bytes as they are; a record without a value stays one. */
final class RawRecords implements KafkaRecordDeserializationSchema<RawRecord> {

  private static final long serialVersionUID = 1;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
    out.collect(RawRecord.read(record.partition(), record.offset(), record.value()));
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return RawRecordType.INSTANCE;
  }
}
