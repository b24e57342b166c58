package org.rostrum.shell;

import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Credentials;

/**
 * Takes the place of Karaf's realm {@code karaf} and so of its users.properties: SSH, JMX and the client know the
 * product's users and no others. Karaf's own realm is empty as shipped, so that nobody gets in while this one is away.
 */
@Component(service = JaasRealm.class, immediate = true)
public final class RostrumRealm implements JaasRealm {
    private static final int ABOVE_KARAFS_OWN = 100;

    private final AppConfigurationEntry[] entries;

    @Activate
    public RostrumRealm(BundleContext context, @Reference Credentials credentials, @Reference Access access) {
        String etc = context.getProperty("karaf.etc");
        AuthorizedKeys keys = new AuthorizedKeys(Path.of(etc == null ? "etc" : etc, "keys.properties"));
        entries = new AppConfigurationEntry[] {
            new AppConfigurationEntry(
                    ProxyLoginModule.class.getName(),
                    LoginModuleControlFlag.REQUIRED,
                    Map.of(
                            ProxyLoginModule.PROPERTY_MODULE,
                            SignInModule.class.getName(),
                            ProxyLoginModule.PROPERTY_BUNDLE,
                            Long.toString(context.getBundle().getBundleId()),
                            SignInModule.CREDENTIALS,
                            credentials,
                            SignInModule.ACCESS,
                            access,
                            SignInModule.KEYS,
                            keys))
        };
    }

    @Override
    public String getName() {
        return "karaf";
    }

    @Override
    public int getRank() {
        return ABOVE_KARAFS_OWN;
    }

    @Override
    public AppConfigurationEntry[] getEntries() {
        return entries.clone();
    }
}
