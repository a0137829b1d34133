package dev.ingest.cli.option;

/** The root of all commands, as each of them sees it. */
public interface RootCommand {
    /** Where the files of this command line are. */
    HomeOptions files();
}
