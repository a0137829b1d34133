package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.source.jdbc.SqlCondition;

/** A condition as the lexer of Transact-SQL reads it: with names in brackets and comments within comments. */
final class SqlServerCondition extends SqlCondition {
    SqlServerCondition(String text) {
        super(text);
    }

    @Override
    protected boolean nestsComments() {
        return true;
    }

    @Override
    protected boolean special(char next) {
        if (next != '[') {
            return false;
        }
        quoted('[', ']');
        return true;
    }
}
