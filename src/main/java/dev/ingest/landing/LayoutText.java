package dev.ingest.landing;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A layout as it is written: cut into its pieces, and refused when files could not be told apart by it. */
final class LayoutText {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");
    /** No Windows folder and no lake reader's glob takes these. */
    private static final String REFUSED = "{}\\:*?\"<>|";

    private final String text;

    private LayoutText(String text) {
        this.text = text;
    }

    /** The pieces in their order; {@code .{ext}} is added where dlt's users may leave it out. */
    static List<LayoutPiece> pieces(String text) {
        LayoutText layout = new LayoutText(text.strip());
        List<LayoutPiece> pieces = layout.cut();
        layout.checkParts();
        layout.checkTable(pieces);
        layout.checkFile(pieces);
        if (!holds(pieces, Placeholder.EXT)) {
            pieces.add(LayoutPiece.of("."));
            pieces.add(LayoutPiece.of(Placeholder.EXT));
        }
        return List.copyOf(pieces);
    }

    private List<LayoutPiece> cut() {
        List<LayoutPiece> pieces = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int from = 0;
        while (matcher.find()) {
            addText(pieces, text.substring(from, matcher.start()));
            pieces.add(LayoutPiece.of(placeholder(matcher.group(1))));
            from = matcher.end();
        }
        addText(pieces, text.substring(from));
        return pieces;
    }

    private void addText(List<LayoutPiece> pieces, String plain) {
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (REFUSED.indexOf(c) >= 0 || c < ' ') {
                throw refused("'" + c + "' cannot stand in a path", "Leave it out");
            }
        }
        if (!plain.isEmpty()) {
            pieces.add(LayoutPiece.of(plain));
        }
    }

    private Placeholder placeholder(String name) {
        return Placeholder.of(name).orElseThrow(() -> {
            Optional<Placeholder> near = Placeholder.near(name);
            return refused(
                    "{" + name + "} is no placeholder",
                    near.map(match -> "Did you mean " + match + "?")
                            .orElse("Use dlt's placeholders, such as {table_name}, {YYYY}, {MM}, {DD}"));
        });
    }

    private void checkParts() {
        if (text.startsWith("/")) {
            throw refused("it is an absolute path", "Leave out the first /");
        }
        for (String part : text.split("/", -1)) {
            if (part.isBlank() || part.equals(".") || part.equals("..")) {
                throw refused("the part '" + part + "' names no folder or file", "Leave it out");
            }
        }
        if (text.startsWith("_ingest") || text.startsWith("_dlt_")) {
            throw refused("_ingest and _dlt_… are taken", "Begin it with another name");
        }
    }

    private void checkTable(List<LayoutPiece> pieces) {
        int table = indexOf(pieces, Placeholder.TABLE_NAME);
        if (table < 0) {
            throw refused("it has no {table_name}", "Begin it with {table_name}/");
        }
        pieces.stream()
                .limit(table)
                .flatMap(piece -> piece.placeholder().stream())
                .filter(before -> before != Placeholder.SCHEMA_NAME)
                .findFirst()
                .ifPresent(before -> {
                    throw refused(before + " stands before {table_name}", "Only {schema_name} may");
                });
        boolean separated = table + 1 < pieces.size()
                && pieces.get(table + 1)
                        .plain()
                        .filter(plain -> !Character.isLetterOrDigit(plain.charAt(0)))
                        .isPresent();
        if (!separated) {
            throw refused("no separator follows {table_name}", "Write {table_name}/");
        }
    }

    private void checkFile(List<LayoutPiece> pieces) {
        for (Placeholder needed : List.of(Placeholder.LOAD_ID, Placeholder.FILE_ID)) {
            if (!holds(pieces, needed)) {
                throw refused(
                        "it has no " + needed + ", so loads would overwrite each other",
                        "End it with {load_id}.{file_id}.{ext}");
            }
        }
        int load = indexOf(pieces, Placeholder.LOAD_ID);
        if (!divides(pieces, load - 1, true) || !divides(pieces, load + 1, false)) {
            throw refused("no separator stands around {load_id}", "Write {load_id}.{file_id}");
        }
    }

    private static int indexOf(List<LayoutPiece> pieces, Placeholder place) {
        int at = pieces.size() - 1;
        while (at >= 0 && pieces.get(at).placeholder().orElse(null) != place) {
            at--;
        }
        return at;
    }

    private static boolean divides(List<LayoutPiece> pieces, int at, boolean before) {
        return at >= pieces.size()
                || pieces.get(at)
                        .plain()
                        .map(plain -> plain.charAt(before ? plain.length() - 1 : 0))
                        .filter(c -> !Character.isLetterOrDigit(c))
                        .isPresent();
    }

    private static boolean holds(List<LayoutPiece> pieces, Placeholder placeholder) {
        return pieces.stream()
                .anyMatch(
                        piece -> piece.placeholder().filter(placeholder::equals).isPresent());
    }

    private IngestException refused(String why, String wayOut) {
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot use the layout " + text + ": " + why + ". " + wayOut + (wayOut.endsWith("?") ? "" : "."));
    }
}
