package dev.ingest.job.cursor;

/** How a source compares text cursors, so that it and this program have one order: that of the bytes in UTF-8. */
public enum TextOrder {
    /** Its binary order is that order. */
    BINARY,
    /** Its bytes are another encoding's, so that it is asked to convert them before it compares. */
    CONVERTED
}
