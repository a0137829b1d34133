package dev.ingest.landing.adls;

import dev.ingest.failure.Outlook;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What keeps the service from changing a path, beside there being one; by the codes that it answers 409 and 412 with. */
enum AdlsConflict {
    LEASED(
            Outlook.STAYS,
            "another program holds a lease on it",
            "Wait until that ends it, or break it: az storage blob lease break",
            List.of(
                    "LeaseIdMissing",
                    "LeaseAlreadyPresent",
                    "LeaseAlreadyBroken",
                    "LeaseLost",
                    "LeaseIdMismatchWithBlobOperation",
                    "LeaseIdMismatchWithContainerOperation",
                    "LeaseIdMismatchWithLeaseOperation",
                    "LeaseIsBreakingAndCannotBeAcquired",
                    "LeaseIsBreakingAndCannotBeChanged")),
    CONTAINER_GOING(
            Outlook.STAYS,
            "the container is being deleted",
            "Create it anew when it is gone, which takes half a minute or more",
            List.of("ContainerBeingDeleted", "FilesystemBeingDeleted")),
    DISABLED(
            Outlook.STAYS,
            "the container has been disabled",
            "Ask the account's administrator",
            List.of("ContainerDisabled")),
    ACCOUNT_COMING(
            Outlook.PASSES,
            "the storage account is being created",
            "Run again when it is there",
            List.of("AccountBeingCreated")),
    IMMUTABLE(
            Outlook.STAYS,
            "a policy or a legal hold keeps it from being changed",
            "Land in a container that has neither",
            List.of("BlobImmutableDueToPolicy", "BlobImmutableDueToLegalHold")),
    OTHER_KIND(
            Outlook.STAYS,
            "a file stands where a folder is needed, or a folder where a file is",
            "Move it away",
            List.of(
                    "PathConflict",
                    "InvalidSourceOrDestinationResourceType",
                    "DirectoryNotEmpty",
                    "ResourceTypeMismatch")),
    OTHER_INTERFACE(
            Outlook.STAYS,
            "it is a blob of another kind, or was made by another of the account's interfaces",
            "Move it away",
            List.of("BlobOperationNotSupported", "InvalidBlobType", "InvalidAppendOperation", "SnapshotsPresent")),
    ARCHIVED(
            Outlook.STAYS,
            "it is archived",
            "Bring it back to the hot or cool tier, or move it away",
            List.of("BlobArchived", "BlobBeingRehydrated")),
    IN_FLUX(
            Outlook.PASSES,
            "another request changes it at this moment",
            "Run again, and see who else writes there",
            List.of(
                    "InternalOperationAbortError",
                    "OperationAborted",
                    "PendingCopyOperation",
                    "SourcePathIsBeingDeleted",
                    "DestinationPathIsBeingDeleted"));

    final Outlook outlook;
    final String why;
    final String wayOut;
    /** With blanks between. */
    private final String codes;

    AdlsConflict(Outlook outlook, String why, String wayOut, List<String> codes) {
        this.outlook = outlook;
        this.why = why;
        this.wayOut = wayOut;
        this.codes = String.join(" ", codes);
    }

    /** Empty where the path exists, and for what the service has no code for. */
    static Optional<AdlsConflict> of(String code) {
        return Arrays.stream(values())
                .filter(conflict -> List.of(conflict.codes.split(" ")).contains(code))
                .findFirst();
    }
}
