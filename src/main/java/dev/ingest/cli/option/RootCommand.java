package dev.ingest.cli.option;

/** The root of all commands, as those with annotations see it. */
public interface RootCommand {
    /** Where the files of this command line are. */
    HomeOptions files();
}
