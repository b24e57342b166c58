package org.rostrum.identity;

import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authz.AuthorizationInfo;
import org.apache.shiro.authz.Permission;
import org.apache.shiro.authz.SimpleAuthorizationInfo;
import org.apache.shiro.realm.AuthorizingRealm;
import org.apache.shiro.subject.PrincipalCollection;

/**
 * Answers Shiro from the {@link Identity} that the subject carries. Signing in happens before a subject exists, at the
 * doors, so this realm authenticates nobody.
 */
final class PermissionRealm extends AuthorizingRealm {
    static final String NAME = "rostrum";

    PermissionRealm() {
        setName(NAME);
        // the identity is read anew for each request: a cache would keep rights that were taken away
        setAuthorizationCachingEnabled(false);
        setAuthenticationCachingEnabled(false);
    }

    @Override
    public boolean supports(AuthenticationToken token) {
        return false;
    }

    @Override
    protected AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
        throw new UnsupportedOperationException("Nobody signs in through Shiro");
    }

    @Override
    protected AuthorizationInfo doGetAuthorizationInfo(PrincipalCollection principals) {
        Identity identity = identity(principals);
        SimpleAuthorizationInfo info = new SimpleAuthorizationInfo(identity.roles());
        identity.granted().holdings().stream()
                .filter(holding -> holding.accountId() == null)
                .forEach(holding -> info.addObjectPermissions(holding.permissions()));
        return info;
    }

    @Override
    public boolean isPermitted(PrincipalCollection principals, Permission wanted) {
        return wanted instanceof Wanted asked && identity(principals).permits(asked);
    }

    static Identity identity(PrincipalCollection principals) {
        return (Identity) principals.getPrimaryPrincipal();
    }
}
