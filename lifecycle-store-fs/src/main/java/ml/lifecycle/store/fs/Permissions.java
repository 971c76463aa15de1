package ml.lifecycle.store.fs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may read and write what the store creates: exactly those who may read and write its directory.
 *
 * <p>A directory that the store creates is its owner's alone. Whoever wants to share a store creates the directory with
 * the permissions of a group, or changes them later; what is created below follows. File systems without POSIX
 * permissions have their own inheritance.
 */
final class Permissions {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final @Nullable Set<PosixFilePermission> directories;
    private final @Nullable Set<PosixFilePermission> files;

    private Permissions(@Nullable Set<PosixFilePermission> directories) {
        this.directories = directories;
        this.files = directories == null ? null : withoutExecution(directories);
    }

    static Permissions of(Path root) {
        try {
            return new Permissions(Files.getPosixFilePermissions(root));
        } catch (IOException | UnsupportedOperationException unknown) {
            return new Permissions(null);
        }
    }

    private static Set<PosixFilePermission> withoutExecution(Set<PosixFilePermission> permissions) {
        Set<PosixFilePermission> result = EnumSet.copyOf(permissions);
        result.remove(PosixFilePermission.OWNER_EXECUTE);
        result.remove(PosixFilePermission.GROUP_EXECUTE);
        result.remove(PosixFilePermission.OTHERS_EXECUTE);
        return result;
    }

    static void createOwnerOnly(Path directory) throws IOException {
        if (posix(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createDirectories(directory);
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    void createDirectory(Path directory) throws IOException {
        if (directories == null) {
            Files.createDirectory(directory);
            return;
        }
        // Created closed and opened afterwards, since the process's umask is taken off the permissions given here.
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        if (!directories.equals(OWNER_ONLY)) {
            Files.setPosixFilePermissions(directory, directories);
        }
    }

    void applyTo(Path file) throws IOException {
        if (files == null) {
            return;
        }
        try {
            Files.setPosixFilePermissions(file, files);
        } catch (FileSystemException notOurs) {
            // Another user's process created it in the same moment, and does this itself.
        }
    }
}
