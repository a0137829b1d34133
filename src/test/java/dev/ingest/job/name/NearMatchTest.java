package dev.ingest.job.name;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slips of the keyboard, and names that are none. */
class NearMatchTest {
    @ParameterizedTest
    @CsvSource({
        "orders, orders, 0",
        "ordrs, orders, 1",
        "oorders, orders, 1",
        "orderz, orders, 1",
        "odrers, orders, 1",
        "roders, orders, 1",
        "ordesr, orders, 1",
        "ab, ba, 1",
        "abc, cab, 2",
        "'', orders, 6",
        "kitten, sitting, 3"
    })
    void theDistanceCountsInsertedDeletedReplacedAndSwappedCharacters(String left, String right, int distance) {
        assertEquals(distance, NearMatch.distance(left, right));
        assertEquals(distance, NearMatch.distance(right, left));
    }

    /** One slip in a short name, two in a longer one. */
    @ParameterizedTest
    @CsvSource({
        "itmes, items, items",
        "itmse, items, ''",
        "odresr, orders, orders",
        "odresrx, orders, ''",
        "' ORDERS ', orders, orders"
    })
    void aNameThatIsTooFarIsNotOffered(String written, String known, String offered) {
        assertEquals(
                offered.isEmpty() ? Optional.empty() : Optional.of(offered), NearMatch.of(written, List.of(known)));
    }

    @Test
    void theNearestIsOfferedAndOfEquallyNearTheFirstByName() {
        assertEquals(" Did you mean 'orders'?", NearMatch.question("ordrs", List.of("border", "orders", "ordersx")));
        assertEquals(" Did you mean 'orderb'?", NearMatch.question("order", List.of("orderc", "orderb")));
        assertEquals("", NearMatch.question("customers", List.of("orders")));
    }

    @Test
    void ofManyTheNearestThreeAreListedWhateverTheirSchema() {
        assertEquals(
                " Near matches: orders, orders2, crm.orders.",
                NearMatch.list("orders", List.of("crm.orders", "orders2", "very_long_orders_of_old", "orders")));
        assertEquals(" Near matches: sales.orders.", NearMatch.list("public.orders", List.of("sales.orders", "x")));
    }
}
