package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;

import com.sun.security.auth.module.UnixSystem;
import dev.naru.gateway.source.ConfigurationException;

/**
 * Rights to the folder of the spool. What lies in it goes to Kafka as verified already:
 * whoever else may write there could forge events, and whoever may put a link there could
 * have any file of the gateway's overwritten.
 */
final class FolderRights {

	private static final int OTHERS_WRITE = 0002;

	private static final int GROUP_WRITES = 0020;

	private static final int SET_GROUP = 02000;

	private FolderRights() {
	}

	/**
	 * Refuses a folder of another user's, and one that others may write to. The gateway's
	 * own group may, and so may the group that a volume was given for it, which
	 * Kubernetes marks by the set-group-ID bit (fsGroup). Root may do anything in any
	 * case.
	 * @param directory its real path, on a file system that knows users
	 * @throws ConfigurationException if it is refused
	 */
	static void check(Path directory) throws IOException {
		Map<String, Object> attributes = Files.readAttributes(directory, "unix:uid,gid,mode,permissions");
		long user = number(attributes, "uid");
		long group = number(attributes, "gid");
		long mode = number(attributes, "mode");
		UnixSystem self = new UnixSystem();
		if (user != self.getUid() && user != 0) {
			throw refused("the folder of the spool, " + directory + ", belongs to another user (" + user
					+ ", and this is " + self.getUid() + ")", "give it to this user (chown)");
		}
		boolean othersWrite = (mode & OTHERS_WRITE) != 0;
		boolean groupWrites = (mode & GROUP_WRITES) != 0 && group != self.getGid()
				&& ((mode & SET_GROUP) == 0 || LongStream.of(self.getGroups()).noneMatch((own) -> own == group));
		if (othersWrite || groupWrites) {
			@SuppressWarnings("unchecked")
			Set<PosixFilePermission> permissions = (Set<PosixFilePermission>) attributes.get("permissions");
			throw refused(
					"others may write to the folder of the spool, " + directory + " ("
							+ PosixFilePermissions.toString(permissions) + ", group " + group
							+ "), and what lies there goes to Kafka unchecked",
					"see that nobody has put anything there, and run chmod 700 " + directory);
		}
	}

	/**
	 * Refuses what stands where a file of the spool belongs and is not a file: a link,
	 * say.
	 */
	static void checkFile(Path file) {
		if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			throw refused(file + " is a link or a folder, and a file of the spool belongs there", "move it away");
		}
	}

	private static ConfigurationException refused(String problem, String cure) {
		return new ConfigurationException(SpoolDirectory.PLACE, problem, cure + ", or set " + SpoolDirectory.PLACE
				+ " (NARU_PUBLICATION_SPOOL_DIRECTORY) to a folder of this gateway's own");
	}

	private static long number(Map<String, Object> attributes, String name) {
		return ((Number) Objects.requireNonNull(attributes.get(name))).longValue();
	}

}
