package dev.ingest.config.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ingest.config.SchemaChange;
import dev.ingest.config.row.JobColumn;
import dev.ingest.job.LoadType;
import dev.ingest.job.SourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.xssf.usermodel.XSSFDataValidation;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds config/config_schema.json and the sample workbook equal to the code. */
class ConfigSchemaTest {
    private JsonNode schema;

    @BeforeEach
    void readTheSchema() throws IOException {
        schema = new ObjectMapper()
                .readTree(Path.of("config", "config_schema.json").toFile());
    }

    @Test
    void theSchemaDescribesEveryColumnInOrder() {
        List<String> names = new ArrayList<>();
        schema.get("properties").fieldNames().forEachRemaining(names::add);
        assertEquals(Arrays.stream(JobColumn.values()).map(JobColumn::header).toList(), names);
        for (JobColumn column : JobColumn.values()) {
            assertEquals(
                    column.description(),
                    schema.at("/properties/" + column.header() + "/description").asText());
        }
    }

    @Test
    void theSchemaListsTheValuesOfTheEnums() {
        assertEquals(SourceType.all().stream().map(SourceType::id).collect(Collectors.toSet()), choices("source_type"));
        assertEquals(names(LoadType.values()), choices("load_type"));
        assertEquals(
                names(SchemaChange.values()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                choices("on_schema_change"));
        assertEquals(Set.of("Y", "N"), choices("enabled"));
    }

    @Test
    void theSchemaRequiresWhatTheReaderRequires() {
        assertEquals(
                SheetHeader.REQUIRED.stream().map(JobColumn::header).collect(Collectors.toSet()),
                texts(schema.get("required")));
        assertEquals("INCREMENTAL", schema.at("/if/properties/load_type/const").asText());
        assertEquals(Set.of("watermark_column"), texts(schema.at("/then/required")));
    }

    @Test
    void theSampleWorkbookThatShipsReadsWithoutFindings() {
        Path path = Path.of("config", "ingestion_config.xlsx");
        JobSheet sheet = new WorkbookFile(path, "config/ingestion_config.xlsx").read();
        assertEquals(List.of(), sheet.findings());
        assertEquals(List.of(), sheet.enabledRows());
        assertTrue(sheet.disabled() >= 3);
    }

    @Test
    void theWorkbookOfANewHomeHasADropDownForEveryChoiceAndACommentForEveryColumn() throws IOException {
        assertEquals(
                0, new WorkbookFile(SampleWorkbook.EMPTY, "workbook").read().disabled());
        try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(SampleWorkbook.EMPTY))) {
            XSSFSheet sheet = workbook.getSheet("jobs");
            List<JobColumn> columns = List.of(JobColumn.values());
            for (JobColumn column : columns) {
                assertEquals(
                        column.description(),
                        sheet.getCellComment(new CellAddress(0, columns.indexOf(column)))
                                .getString()
                                .getString());
            }
            Map<String, Set<String>> choices = new HashMap<>();
            for (XSSFDataValidation each : sheet.getDataValidations()) {
                choices.put(
                        sheet.getRow(0)
                                .getCell(each.getRegions()
                                        .getCellRangeAddresses()[0]
                                        .getFirstColumn())
                                .getStringCellValue(),
                        Set.of(each.getValidationConstraint().getExplicitListValues()));
            }
            Set<String> limited = Set.of("source_type", "load_type", "enabled", "on_schema_change");
            assertEquals(limited, choices.keySet());
            limited.forEach(name -> assertEquals(choices(name), choices.get(name)));
        }
    }

    private Set<String> choices(String property) {
        return texts(schema.at("/properties/" + property + "/enum"));
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }

    private static Set<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return Set.copyOf(texts);
    }
}
