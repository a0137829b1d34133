package dev.ingest.source.rest;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** For each element of one sequence all those of another, none of them before it is wanted. */
final class Nested<A, B> implements Iterator<B> {
    private final Iterator<A> outer;
    private final Function<A, Iterator<B>> within;
    private Iterator<B> inner = Collections.emptyIterator();

    Nested(Iterator<A> outer, Function<A, Iterator<B>> within) {
        this.outer = outer;
        this.within = within;
    }

    @Override
    public boolean hasNext() {
        while (!inner.hasNext() && outer.hasNext()) {
            inner = within.apply(outer.next());
        }
        return inner.hasNext();
    }

    @Override
    public B next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return inner.next();
    }
}
