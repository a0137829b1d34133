package dev.ingest.config.connection;

import dev.ingest.config.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How one kind of database is written of. Reasons in an {@code IllegalArgumentException} quote nothing of a string. */
interface Notation {

    /** How connection strings name the database. */
    Set<String> drivers();

    /** The port where none is set. */
    int usualPort();

    /**
     * What a connection string says.
     *
     * @throws IllegalArgumentException with the reason, as a clause that follows "its connection string"
     */
    ConnectionText parse(String text);

    /**
     * The same, with what stands in the host or the query brought to its place.
     *
     * @throws IllegalArgumentException with the reason, as a clause that follows the string or the section
     */
    ConnectionText settled(ConnectionText written);

    /**
     * All that was written, with what goes without saying.
     *
     * @throws IllegalArgumentException with the reason and the way out, as a sentence without its full stop
     */
    ConnectionText completed(ConnectionText all);

    /** Keys of a section beyond those of every database; they are read as parts of the query. */
    default List<Setting<Optional<String>>> keys() {
        return List.of();
    }

    /** The key that a message names when nobody said which database. */
    String databaseKey();

    /** How a connection string may be written, for a message. */
    String example();
}
