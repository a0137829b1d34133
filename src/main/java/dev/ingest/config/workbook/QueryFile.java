package dev.ingest.config.workbook;

import dev.ingest.config.row.RowQuery;
import dev.ingest.job.name.Blanks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the queries that rows name: text files in UTF-8 in the workbook's folder, or in a folder below it. */
final class QueryFile {
    /** Far beyond what people write, far below what harms. */
    private static final long LONGEST = 1 << 20;

    private final Path folder;

    /** @param folder the workbook's */
    QueryFile(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * The query in the file {@code name}.
     *
     * @throws IllegalArgumentException with the reason and the way out, when there is none that can be read
     */
    RowQuery read(String name) {
        Path file = file(name);
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("is a folder. Name a file in it.");
        }
        try {
            if (Files.size(file) > LONGEST) {
                throw new IllegalArgumentException("is longer than 1 MiB, so it is no query. Name another file.");
            }
            return new RowQuery(name, query(Files.readAllBytes(file)));
        } catch (NoSuchFileException absent) {
            throw new IllegalArgumentException(
                    "is no file in the workbook's folder. Put it there, or correct the cell.", absent);
        } catch (CharacterCodingException wrong) {
            throw new IllegalArgumentException("is no text in UTF-8. Save it as UTF-8.", wrong);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "cannot be read (" + unreadable.getClass().getSimpleName() + "). Look at its rights.", unreadable);
        }
    }

    private Path file(String name) {
        try {
            Path file = folder.resolve(name.replace('\\', '/')).normalize();
            if (file.startsWith(folder) && !file.equals(folder)) {
                return file;
            }
        } catch (InvalidPathException noPath) {
            throw new IllegalArgumentException("is no name of a file. Correct the cell.", noPath);
        }
        throw new IllegalArgumentException("lies outside the workbook's folder. Put the file beside the workbook.");
    }

    /** A mark of the byte order, and semicolons and blanks at the end, are none of the query. */
    private static String query(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        String query = Blanks.stripped(text.startsWith("\uFEFF") ? text.substring(1) : text);
        while (query.endsWith(";")) {
            query = Blanks.stripped(query.substring(0, query.length() - 1));
        }
        if (query.isEmpty()) {
            throw new IllegalArgumentException("holds no query. Write a SELECT into it.");
        }
        return query;
    }
}
