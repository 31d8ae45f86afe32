package dev.fencepost.streaming.record;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink which serializer a {@link RawRecord} has. */
public final class RawRecordType extends TypeInformation<RawRecord> {

  public static final RawRecordType INSTANCE = new RawRecordType();

  private static final long serialVersionUID = 1;

  private RawRecordType() {}

  @Override
  public TypeSerializer<RawRecord> createSerializer(SerializerConfig config) {
    return RawRecordSerializer.INSTANCE;
  }

  @Override
  public Class<RawRecord> getTypeClass() {
    return RawRecord.class;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof RawRecordType;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RawRecordType;
  }

  @Override
  public int hashCode() {
    return RawRecordType.class.hashCode();
  }

  @Override
  public String toString() {
    return "RawRecordType";
  }
}
