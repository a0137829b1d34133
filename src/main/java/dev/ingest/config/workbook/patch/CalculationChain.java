package dev.ingest.config.workbook.patch;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;

/**
 * The order that Excel works formulas out in, {@code calcChain.xml}. Excel calls a file damaged whose chain names a cell
 * without a formula.
 */
final class CalculationChain {
    private final String sheet;
    private final Set<String> gone;
    private int left;

    /**
     * @param sheet the sheet's {@code sheetId}
     * @param gone its cells that have lost their formulas
     */
    CalculationChain(String sheet, Set<String> gone) {
        this.sheet = sheet;
        this.gone = gone;
    }

    /** Whether the chain copied last holds no cell. */
    boolean isEmpty() {
        return left == 0;
    }

    /** Copies the chain without those cells. A cell that names no sheet stands in that of the one before. */
    void copy(Markup chain, Writer out) throws IOException {
        left = 0;
        String named = "";
        String at = "";
        while (chain.next()) {
            if (chain.starts("c")) {
                at = chain.attribute("i").orElse(at);
                if (at.equals(sheet) && gone.contains(chain.attribute("r").orElse(""))) {
                    while (!chain.ends("c") && chain.next()) {}
                    continue;
                }
                out.write(at.equals(named) ? chain.piece() : Markup.with(chain.piece(), "i", at));
                named = at;
                left++;
            } else {
                out.write(chain.piece());
            }
        }
    }
}
