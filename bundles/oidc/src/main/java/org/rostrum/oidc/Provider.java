package org.rostrum.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;

/**
 * A provider as it told about itself.
 *
 * @param keys those it signs with; asked for again when it uses one that is not known, but seldom
 */
record Provider(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys) {}
