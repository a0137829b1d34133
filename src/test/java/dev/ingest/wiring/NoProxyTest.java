package dev.ingest.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other tools make of {@code NO_PROXY}, too. */
class NoProxyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | a.example.com | -1 | false",
                "'' | localhost | -1 | true",
                "'' | 127.0.0.1 | 8443 | true",
                "'' | [::1] | -1 | true",
                "* | a.example.com | -1 | true",
                "example.com | example.com | -1 | true",
                "example.com | a.example.com | -1 | true",
                "example.com | notexample.com | -1 | false",
                ".example.com | a.example.com | -1 | true",
                "*.example.com | A.Example.com | -1 | true",
                "x.com, example.com | a.example.com | -1 | true",
                "x.com example.com | a.example.com | -1 | true",
                "example.com:8443 | a.example.com | -1 | false",
                "example.com:8443 | a.example.com | 8443 | true",
                "example.com:443 | a.example.com | -1 | true",
                "10.1.2.3 | 10.1.2.3 | -1 | true",
                "10.0.0.0/8 | 10.1.2.3 | -1 | true",
                "10.0.0.0/8 | 11.1.2.3 | -1 | false",
                "10.0.0.0/8 | ten.example.com | -1 | false",
                "10.0.0.0/33 | 10.1.2.3 | -1 | false",
                "fd00::/8 | fd12::1 | -1 | true",
                "fd00::/8 | 10.1.2.3 | -1 | false",
                "2.3 | 10.1.2.3 | -1 | false",
                "999.1.1.1, ::: | 999.1.1.1 | -1 | true",
                ".blob.core.windows.net | account.dfs.core.windows.net | -1 | false",
            })
    void aHostIsReachedDirectly(String list, String host, int port, boolean directly) {
        assertEquals(directly, new NoProxy(list).names(host, port));
    }
}
