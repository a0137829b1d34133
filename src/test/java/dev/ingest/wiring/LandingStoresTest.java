package dev.ingest.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.SettingScope;
import dev.ingest.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandingStoresTest {
    @ParameterizedTest
    @CsvSource({
        "lake, local folder",
        "/data/lake, local folder",
        "'C:\\lake', local folder",
        "file:/data/lake, local folder",
        "FILE:///data/lake, local folder",
        "az://raw-data/prefix, ADLS Gen2",
        "abfss://raw@account.dfs.core.windows.net, ADLS Gen2"
    })
    void theSchemeTellsWhatKindOfLakeItIs(String bucketUrl, String label) {
        SettingScope credentials = new Settings(List.of()).global("destination", "filesystem", "credentials");

        assertEquals(
                label,
                LandingStores.of(
                                bucketUrl,
                                credentials,
                                new AzureLogins(Map.of(), Path.of("home"), List::of),
                                Path.of("home"))
                        .label());
    }
}
