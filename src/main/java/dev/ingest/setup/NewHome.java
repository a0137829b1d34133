package dev.ingest.setup;

import dev.ingest.config.workbook.NewJob;
import dev.ingest.config.workbook.WorkbookFile;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.PrivateFolder;
import dev.ingest.job.SourceType;
import dev.ingest.job.name.ShownPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A home folder that is being made, from nothing or beside what stands in it. */
public final class NewHome {
    private static final String WORKBOOK = "config/ingestion_config.xlsx";
    private static final String SECRETS = ".dlt/secrets.toml";

    private final Path home;
    private final StartScripts scripts;
    private final List<SourceType> kinds;

    /**
     * @param home an absolute folder, which need not be there
     * @param program what the start scripts start
     * @param kinds of sources that a sample is wanted of
     */
    public NewHome(Path home, InstalledProgram program, List<SourceType> kinds) {
        this.home = home;
        this.scripts = new StartScripts(home, program);
        this.kinds = kinds.stream().distinct().toList();
    }

    /**
     * Makes what is not there yet.
     *
     * @return each file in the order of the documentation
     * @throws IngestException (CONFIG) when the folder is none, or cannot be written to
     */
    public List<HomeFile> make() {
        if (Files.exists(home) && !Files.isDirectory(home)) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot make a home in " + ShownPath.of(home)
                            + ": a file has that name. Name a folder, new or there already.");
        }
        for (String folder : List.of("config", ".dlt", "logs", "metadata", "tmp")) {
            folder(folder);
        }
        List<HomeFile> files = new ArrayList<>();
        files.add(workbook());
        files.add(file(SECRETS, new NewFile(SecretsTemplate.of(kinds), NewFile.Readers.OWNER)));
        files.add(file(".dlt/config.toml", new NewFile(Template.bytes("config.toml"), NewFile.Readers.USUAL)));
        files.add(file("ingest.sh", new NewFile(scripts.shell(), NewFile.Readers.RUNNERS)));
        files.add(file("ingest.cmd", new NewFile(scripts.windows(), NewFile.Readers.USUAL)));
        return files;
    }

    private void folder(String name) {
        Path folder = home.resolve(name);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw refused(name, e);
        }
        if (!name.equals("config")) {
            PrivateFolder.close(folder);
        }
    }

    private HomeFile workbook() {
        HomeFile made = file(WORKBOOK, new NewFile(Template.bytes("ingestion_config.xlsx"), NewFile.Readers.USUAL));
        if (made.state() == HomeFile.State.MADE && !kinds.isEmpty()) {
            List<NewJob> samples =
                    kinds.stream().map(SecretsTemplate::sampleJob).toList();
            new WorkbookFile(home.resolve(WORKBOOK), WORKBOOK).add(samples);
        }
        return made;
    }

    private HomeFile file(String name, NewFile content) {
        try {
            return new HomeFile(
                    name, content.write(home.resolve(name)) ? HomeFile.State.MADE : HomeFile.State.STOOD_ALREADY);
        } catch (IOException e) {
            throw refused(name, e);
        }
    }

    private IngestException refused(String name, IOException why) {
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot make " + ShownPath.of(home.resolve(name)) + ": " + why
                        + ". Allow this account to write there, or name another folder.",
                why);
    }
}
