package dev.ingest.source.jdbc.postgres.copy;

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

    /** Bytes of a field's length. */
    static final int LENGTH = Integer.BYTES;

    private FixedWidth() {}

    static void bool(byte[] wire, int[] starts, int rows, Vector vector) {
        LongVector longs = (LongVector) vector;
        for (int i = 0; i < rows; i++) {
            int at = starts[i];
            int length = (int) INT.get(wire, at);
            if (length < 0) {
                longs.appendNull();
            } else {
                longs.append(wire[at + LENGTH]);
            }
        }
    }

    static void int2(byte[] wire, int[] starts, int rows, Vector vector) {
        LongVector longs = (LongVector) vector;
        for (int i = 0; i < rows; i++) {
            int at = starts[i];
            int length = (int) INT.get(wire, at);
            if (length < 0) {
                longs.appendNull();
            } else {
                longs.append((short) SHORT.get(wire, at + LENGTH));
            }
        }
    }

    static void int4(byte[] wire, int[] starts, int rows, Vector vector) {
        LongVector longs = (LongVector) vector;
        for (int i = 0; i < rows; i++) {
            int at = starts[i];
            int length = (int) INT.get(wire, at);
            if (length < 0) {
                longs.appendNull();
            } else {
                longs.append((int) INT.get(wire, at + LENGTH));
            }
        }
    }

    static void int8(byte[] wire, int[] starts, int rows, Vector vector) {
        LongVector longs = (LongVector) vector;
        for (int i = 0; i < rows; i++) {
            int at = starts[i];
            int length = (int) INT.get(wire, at);
            if (length < 0) {
                longs.appendNull();
            } else {
                longs.append((long) LONG.get(wire, at + LENGTH));
            }
        }
    }

    static void oid(byte[] wire, int[] starts, int rows, Vector vector) {
        LongVector longs = (LongVector) vector;
        for (int i = 0; i < rows; i++) {
            int at = starts[i];
            int length = (int) INT.get(wire, at);
            if (length < 0) {
                longs.appendNull();
            } else {
                longs.append(Integer.toUnsignedLong((int) INT.get(wire, at + LENGTH)));
            }
        }
    }

    static void float4(byte[] wire, int[] starts, int rows, Vector vector) {
        DoubleVector doubles = (DoubleVector) vector;
        for (int i = 0; i < rows; i++) {
            int at = starts[i];
            int length = (int) INT.get(wire, at);
            if (length < 0) {
                doubles.appendNull();
            } else {
                doubles.append(Float.intBitsToFloat((int) INT.get(wire, at + LENGTH)));
            }
        }
    }

    static void float8(byte[] wire, int[] starts, int rows, Vector vector) {
        DoubleVector doubles = (DoubleVector) vector;
        for (int i = 0; i < rows; i++) {
            int at = starts[i];
            int length = (int) INT.get(wire, at);
            if (length < 0) {
                doubles.appendNull();
            } else {
                doubles.append(Double.longBitsToDouble((long) LONG.get(wire, at + LENGTH)));
            }
        }
    }

    /** Not of one width, but as simple: the bytes are the value. */
    static void bytes(byte[] wire, int[] starts, int rows, Vector vector) {
        BytesVector texts = (BytesVector) vector;
        for (int i = 0; i < rows; i++) {
            int at = starts[i];
            int length = (int) INT.get(wire, at);
            if (length < 0) {
                texts.appendNull();
            } else {
                texts.append(wire, at + LENGTH, length);
            }
        }
    }
}
