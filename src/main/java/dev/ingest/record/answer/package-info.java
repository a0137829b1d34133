/**
 * What commands answer, as documents for machines.
 *
 * <p>One class a command; start with {@link dev.ingest.record.answer.LoadsAnswer}. Never asks anybody anything.
 */
@NullMarked
package dev.ingest.record.answer;

import org.jspecify.annotations.NullMarked;
