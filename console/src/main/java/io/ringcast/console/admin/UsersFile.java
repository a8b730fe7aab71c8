package io.ringcast.console.admin;

import io.ringcast.protocol.Text;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * A file with a user on each line, {@code name:role:hash}. A hash is one of bcrypt, as {@code htpasswd -nB} prints it. Blank lines and
 * lines that begin with {@code #} are left out. No message of an error has a hash in it.
 */
final class UsersFile {
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");
    private static final String LINE = "name:role:hash";
    private static final String HASH = "a bcrypt hash, as 'htpasswd -nB <name>' prints after the name and colon";

    private UsersFile() {}

    /**
     * The users of a file.
     *
     * @throws AdminException if the file cannot be read, or a line is not as it should be
     */
    static List<UserDetails> read(Path file) {
        List<UserDetails> users = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                UserDetails user = user(line.strip(), file + ", line " + number);
                if (!names.add(user.getUsername())) {
                    throw new AdminException("%s, line %d: there is a line for %s before. Each user has one."
                            .formatted(file, number, user.getUsername()));
                }
                users.add(user);
            }
        }
        if (users.isEmpty()) {
            throw new AdminException(
                    file + " has no user. There should be one on each line: " + LINE + ", with " + HASH + ".");
        }
        return users;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new AdminException("The file of ringcast.admin.users, " + file + ", should be in UTF-8.");
        } catch (IOException e) {
            throw new AdminException("The file of ringcast.admin.users, " + file.toAbsolutePath() + ", cannot be read: "
                    + e.getClass().getSimpleName() + ".");
        }
    }

    private static UserDetails user(String line, String where) {
        String[] parts = line.split("\\s*:\\s*", 3);
        if (parts.length < 3) {
            throw new AdminException(where + " should be " + LINE + ", with two colons.");
        }
        if (!Text.isName(parts[0])) {
            throw new AdminException("%s: a name should have 1 to %d characters, none of them a control character."
                    .formatted(where, Text.CODE_POINTS_MAX));
        }
        if (AdminConfiguration.RESERVED.contains(parts[0])) {
            throw new AdminException(
                    "%s: %s is the user of ringcast.admin.password or ringcast.admin.viewer-password. Give this one another name."
                            .formatted(where, parts[0]));
        }
        if (!AdminConfiguration.ROLES.contains(parts[1])) {
            throw new AdminException("%s: there is no role %s; the roles are %s."
                    .formatted(where, parts[1], String.join(", ", AdminConfiguration.ROLES)));
        }
        if (!BCRYPT.matcher(parts[2]).matches()) {
            throw new AdminException(where + ": after the second colon there should be " + HASH + ".");
        }
        return User.withUsername(parts[0])
                .password(AdminConfiguration.BCRYPT_HASH + parts[2])
                .roles(parts[1])
                .build();
    }
}
