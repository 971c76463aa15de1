package ml.lifecycle.internal.registry;

import java.util.List;
import java.util.Optional;
import ml.lifecycle.data.Table;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.run.RunRecord;

/** What the registry asks of the rest of the store: what runs recorded, and which rows snapshots have. */
interface Records {

    /** A run as the store has it now; nothing if there is none of that id. */
    Optional<RunRecord> run(String id);

    /** The rows of a table; nothing if no snapshot has them. */
    Optional<Table> table(String digest);

    /** All versions of a content, of whatever registered model. */
    List<ModelVersion> versionsOf(String content);
}
