<?php
// Configuration of the site that itests/peers/wordpress/run starts; read by setup.php and router.php.
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('PEER_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'] as $key) {
    define($key, 'peer-' . $key);
}
$table_prefix = 'wp_';
// the tests reach it through a relay, which says where it stands
$peer_host = $_SERVER['HTTP_X_FORWARDED_HOST'] ?? $_SERVER['HTTP_HOST'] ?? getenv('PEER_ADDRESS');
$_SERVER['HTTP_HOST'] = $peer_host;
define('WP_HOME', 'http://' . $peer_host . '/blog');
define('WP_SITEURL', 'http://' . $peer_host . '/blog');
// application passwords without https
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
define('WP_CONTENT_DIR', getenv('PEER_SITE') . '/wp-content');
define('WP_CONTENT_URL', WP_HOME . '/wp-content');
define('WPMU_PLUGIN_DIR', WP_CONTENT_DIR . '/mu-plugins');
if (!defined('ABSPATH')) {
    define('ABSPATH', getenv('PEER_ROOT') . '/');
}
require_once ABSPATH . 'wp-settings.php';
