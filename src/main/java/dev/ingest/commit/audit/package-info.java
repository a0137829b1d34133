/**
 * The audit trail: one line a job in {@code metadata/audit_YYYYMMDD.csv}, as spreadsheets read it.
 *
 * <p>Start with {@link dev.ingest.commit.audit.AuditLog}. The only importer of OpenCSV.
 */
@NullMarked
package dev.ingest.commit.audit;

import org.jspecify.annotations.NullMarked;
