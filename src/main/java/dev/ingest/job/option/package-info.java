/** How a job is to be done, where its users can choose: the values of settings that a plan carries along. */
@NullMarked
package dev.ingest.job.option;

import org.jspecify.annotations.NullMarked;
