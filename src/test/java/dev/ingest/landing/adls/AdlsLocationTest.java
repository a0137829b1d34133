package dev.ingest.landing.adls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdlsLocationTest {

    @ParameterizedTest
    @CsvSource({
        "az://raw-data, acc, , acc raw-data '' acc.dfs.core.windows.net -",
        "az://raw-data/, acc, , acc raw-data '' acc.dfs.core.windows.net -",
        "azure://raw-data/a/b/, acc, , acc raw-data 'a/b' acc.dfs.core.windows.net -",
        "adl://raw-data, acc, , acc raw-data '' acc.dfs.core.windows.net -",
        "abfss://raw-data/a, acc, , acc raw-data 'a' acc.dfs.core.windows.net -",
        "abfss://raw-data@acc.dfs.core.windows.net/a, , , acc raw-data 'a' acc.dfs.core.windows.net -",
        "abfs://raw-data@acc.blob.core.windows.net, , , acc raw-data '' acc.dfs.core.windows.net -",
        "ABFSS://raw-data@acc.dfs.core.windows.net, acc, , acc raw-data '' acc.dfs.core.windows.net -",
        "az://raw-data, acc, acc.dfs.core.chinacloudapi.cn, acc raw-data '' acc.dfs.core.chinacloudapi.cn -",
        "az://raw-data, acc, acc.blob.core.usgovcloudapi.net, acc raw-data '' acc.dfs.core.usgovcloudapi.net -",
        "az://raw-data, , acc.dfs.core.windows.net, acc raw-data '' acc.dfs.core.windows.net -",
        "az://raw-data, dev, 127.0.0.1:10000, dev raw-data '' dev.dfs.core.windows.net 127.0.0.1:10000",
        "az://raw-data, dev, localhost, dev raw-data '' dev.dfs.core.windows.net localhost",
        "az://raw-data, dev, azurite:10000, dev raw-data '' dev.dfs.core.windows.net azurite:10000",
        "abfss://raw-data@acc.dfs.core.windows.net, , 127.0.0.1:1, acc raw-data '' acc.dfs.core.windows.net 127.0.0.1:1",
        "az://$web, acc, , acc $web '' acc.dfs.core.windows.net -",
    })
    void readsAddressesAsPeopleWriteThem(String url, String account, String host, String expected) {
        AdlsLocation location = AdlsLocation.parse(url, Optional.ofNullable(account), Optional.ofNullable(host));
        assertEquals(
                expected,
                location.account() + " " + location.container() + " '" + location.prefix() + "' " + location.host()
                        + " " + location.endpoint().orElse("-"));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket, acc, it is no address of an Azure container",
        "az:/raw, acc, it is no address of an Azure container",
        "az://, acc, it is no address of an Azure container",
        "az://ab, acc, 'ab' is no container's name",
        "az://Raw_Data, acc, 'Raw_Data' is no container's name",
        "az://raw--data, acc, 'raw--data' is no container's name",
        "az://raw-data, , it does not name the storage account",
        "az://raw-data/a//b, acc, the part '' names no folder",
        "az://raw-data/../b, acc, the part '..' names no folder",
    })
    void refuses(String url, String account, String why) {
        IngestException failure = assertThrows(
                IngestException.class, () -> AdlsLocation.parse(url, Optional.ofNullable(account), Optional.empty()));
        assertEquals(FailureKind.CONFIG, failure.kind());
        assertTrue(failure.getMessage().startsWith("Cannot use bucket_url az")
                || failure.getMessage().startsWith("Cannot use bucket_url s3"));
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
    }
}
