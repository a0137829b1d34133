package dev.ingest.source.jdbc.sqlserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowsZonesTest {
    @Test
    void everyZoneOfWindowsIsOneOfJavas() {
        assertTrue(WindowsZones.table().size() > 130);
        WindowsZones.table()
                .forEach((windows, iana) -> assertEquals(Optional.of(ZoneId.of(iana)), WindowsZones.zone(windows)));
    }

    @Test
    void aServerOnLinuxNamesItsZoneAsJavaDoes() {
        assertEquals(Optional.of(ZoneId.of("Europe/Oslo")), WindowsZones.zone("Europe/Oslo"));
        assertEquals(Optional.empty(), WindowsZones.zone("Mars Standard Time"));
    }
}
