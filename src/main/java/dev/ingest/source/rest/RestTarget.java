package dev.ingest.source.rest;

import dev.ingest.job.name.TableName;
import dev.ingest.secret.Secret;
import dev.ingest.source.rest.endpoint.Api;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.exchange.Pace;
import dev.ingest.source.rest.exchange.TokenShelf;
import dev.ingest.source.rest.record.RecordTypes;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * An API and how to get there.
 *
 * @param section its settings
 * @param endpoints the plan of a resource by its name; throws an {@code IngestException} (CONFIG) naming what is wrong with it
 * @param types what users chose about the columns of a resource
 * @param secrets by the way to their key in the section
 * @param shelf where tokens that replace others are kept
 * @param threads send requests ahead of their readers
 */
public record RestTarget(
        String section,
        Api api,
        Function<TableName, Endpoint> endpoints,
        Function<TableName, RecordTypes> types,
        Function<String, Optional<Secret>> secrets,
        TokenShelf shelf,
        Pace pace,
        Executor threads) {}
