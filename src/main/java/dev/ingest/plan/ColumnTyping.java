package dev.ingest.plan;

import dev.ingest.config.ColumnTypes;
import dev.ingest.config.SchemaChange;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.data.ColumnType;
import dev.ingest.failure.IngestException;
import dev.ingest.job.SettingSection;
import dev.ingest.source.Capability;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.NumberWidth;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceRules;
import java.util.Optional;

/**
 * Decides what a column lands as: the type that users demand for it, else the one that the lake stores where {@code
 * on_schema_change} keeps it, else the source's own.
 */
final class ColumnTyping {
    /**
     * How a column is read.
     *
     * @param evolved what it would land as, were the stored type not kept; absent: it is not kept
     */
    record Typed(ColumnReading reading, Optional<ColumnType> evolved) {}

    private final SettingScope settings;
    private final SettingSection table;
    private final SourceRules rules;
    private final SchemaChange policy;

    /**
     * @param table the section of the table's settings
     * @param policy the row's
     */
    ColumnTyping(SettingScope settings, SettingSection table, SourceRules rules, SchemaChange policy) {
        this.settings = settings;
        this.table = table;
        this.rules = rules;
        this.policy = policy;
    }

    /**
     * How {@code column} is read.
     *
     * @param demanded its type, as users wrote it
     * @param stored what the lake stores it as
     * @param width of its numbers, where the source was asked
     * @throws IngestException when it cannot be read as demanded, or not at all
     * @throws IllegalArgumentException with the reason, when no type holds it
     */
    Typed typed(
            SourceColumn column, Optional<String> demanded, Optional<ColumnType> stored, Optional<NumberWidth> width) {
        if (demanded.isPresent()) {
            Optional<ColumnType> type = demanded.map(ColumnTypes::parse);
            return new Typed(rules.reading(column, options(type, ColumnType.TEXT)), Optional.empty());
        }
        if (stored.isPresent() && policy == SchemaChange.KEEP) {
            return kept(column, stored.get());
        }
        return new Typed(
                rules.reading(column, options(Optional.empty(), unbounded(column, stored, width))), Optional.empty());
    }

    /** How the offsets of {@code column}'s clocks are read, where users want them and it lands as instants. */
    Optional<ColumnReading> offset(SourceColumn column, ColumnType landed) {
        boolean wanted = settings.value(SettingCatalog.OFFSET_COLUMNS) && landed instanceof ColumnType.Timestamp;
        return wanted ? rules.offset(column, options(Optional.empty(), ColumnType.TEXT)) : Optional.empty();
    }

    /** Whether the source is to be asked how wide the column's numbers are. */
    boolean isProbed(SourceColumn column, Optional<ColumnType> stored) {
        return settings.value(SettingCatalog.UNBOUNDED_NUMBER).type().isEmpty()
                && rules.isUnboundedNumber(column)
                && rules.capabilities().contains(Capability.WIDTHS)
                && (stored.isEmpty() || policy != SchemaChange.KEEP);
    }

    private Typed kept(SourceColumn column, ColumnType stored) {
        ColumnType unbounded =
                settings.value(SettingCatalog.UNBOUNDED_NUMBER).type().orElse(stored);
        ColumnReading own = rules.reading(column, options(Optional.empty(), unbounded));
        if (own.type().toString().equals(stored.toString())) {
            return new Typed(own, Optional.empty());
        }
        try {
            ColumnReading reading = rules.reading(column, options(Optional.of(stored), unbounded));
            return new Typed(reading, Optional.of(own.type()));
        } catch (IngestException notExact) {
            if (ColumnType.readTogether(stored, own.type()) && !(stored instanceof ColumnType.Text)) {
                throw new IllegalArgumentException(
                        "the lake stores it as " + stored + ", which on_schema_change keeps, and "
                                + column.declaredType()
                                + " cannot be read as that. Set on_schema_change to evolve to land it as " + own.type()
                                + ".",
                        notExact);
            }
            return new Typed(own, Optional.empty());
        }
    }

    /** What the setting says, or for a column that was probed what its numbers need. */
    private ColumnType unbounded(SourceColumn column, Optional<ColumnType> stored, Optional<NumberWidth> width) {
        Optional<ColumnType> chosen =
                settings.value(SettingCatalog.UNBOUNDED_NUMBER).type();
        if (chosen.isPresent() || !rules.isUnboundedNumber(column)) {
            return chosen.orElse(ColumnType.TEXT);
        }
        if (!rules.capabilities().contains(Capability.WIDTHS)) {
            throw new IllegalArgumentException(
                    "unbounded_number = \"probe\" has the source measure its numbers, which this"
                            + " one cannot. Set it to a decimal, or to text.");
        }
        return new NumberChoice(SettingSection.key(column.name()), table.columns()).choose(width, stored);
    }

    private ReadingOptions options(Optional<ColumnType> demanded, ColumnType unbounded) {
        return new ReadingOptions(
                demanded,
                unbounded,
                settings.value(SettingCatalog.TIMESTAMP_UNIT),
                settings.value(SettingCatalog.UNREPRESENTABLE),
                settings.value(SettingCatalog.TIMESTAMP_EXCESS));
    }
}
