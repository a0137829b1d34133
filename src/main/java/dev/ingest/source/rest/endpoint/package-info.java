/**
 * The plan of an API and of its endpoints as plain data: whom to ask, how to prove who asks, how to page, what to make of an
 * answer. Secrets are named by the path of their key below the source's section ({@code auth.token}) and never held.
 *
 * <p>Start with {@link dev.ingest.source.rest.endpoint.Api} and {@link dev.ingest.source.rest.endpoint.PagePlan}. Imports
 * nothing of ours.
 */
@NullMarked
package dev.ingest.source.rest.endpoint;

import org.jspecify.annotations.NullMarked;
