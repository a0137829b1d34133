package dev.ingest.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/** The end of a file: page indexes, footer, the footer's length and the magic. */
final class FileTail {
    /** The form that readers parse: {@code <name> version <version>}. */
    private static final String WRITER = "ingest version "
            + Optional.ofNullable(FileTail.class.getPackage().getImplementationVersion())
                    .orElse("0.0.0");

    private static final int END_BYTES = 8;

    private FileTail() {}

    /** The same tail with this program as the file's writer, where parquet-java names itself. */
    static byte[] signed(byte[] tail) throws IOException {
        int end = tail.length - END_BYTES;
        int length = (int) PageBuffer.INT.get(tail, end);
        FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(tail, end - length, length));
        footer.setCreated_by(WRITER);
        ByteArrayOutputStream signed = new ByteArrayOutputStream(tail.length);
        signed.write(tail, 0, end - length);
        Util.writeFileMetaData(footer, signed);
        byte[] ending = new byte[END_BYTES];
        PageBuffer.INT.set(ending, 0, signed.size() - (end - length));
        System.arraycopy(tail, end + 4, ending, 4, 4);
        signed.write(ending);
        return signed.toByteArray();
    }
}
