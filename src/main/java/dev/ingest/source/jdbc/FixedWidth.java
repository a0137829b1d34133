package dev.ingest.source.jdbc;

import dev.ingest.data.BytesVector;
import dev.ingest.data.DoubleVector;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The decoders that need nothing but the bytes. */
final class FixedWidth {
    static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private FixedWidth() {}

    static void bool(byte[] wire, int at, int length, Vector vector) {
        ((LongVector) vector).append(wire[at]);
    }

    static void int2(byte[] wire, int at, int length, Vector vector) {
        ((LongVector) vector).append((short) SHORT.get(wire, at));
    }

    static void int4(byte[] wire, int at, int length, Vector vector) {
        ((LongVector) vector).append((int) INT.get(wire, at));
    }

    static void int8(byte[] wire, int at, int length, Vector vector) {
        ((LongVector) vector).append((long) LONG.get(wire, at));
    }

    static void oid(byte[] wire, int at, int length, Vector vector) {
        ((LongVector) vector).append(Integer.toUnsignedLong((int) INT.get(wire, at)));
    }

    static void float4(byte[] wire, int at, int length, Vector vector) {
        ((DoubleVector) vector).append(Float.intBitsToFloat((int) INT.get(wire, at)));
    }

    static void float8(byte[] wire, int at, int length, Vector vector) {
        ((DoubleVector) vector).append(Double.longBitsToDouble((long) LONG.get(wire, at)));
    }

    /** Not of one width, but as simple: the bytes are the value. */
    static void bytes(byte[] wire, int at, int length, Vector vector) {
        ((BytesVector) vector).append(wire, at, length);
    }
}
