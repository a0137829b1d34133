/**
 * How users write where a database is: keys of their settings, and the connection strings that they bring along.
 *
 * <p>Start with {@link dev.ingest.config.connection.ConnectionSettings}. What each kind of database writes in its own way
 * stands in its {@code Notation}. Knows no driver, and connects nowhere.
 */
@NullMarked
package dev.ingest.config.connection;

import org.jspecify.annotations.NullMarked;
