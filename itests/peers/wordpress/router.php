<?php
// The site below /blog, as a web server with pretty addresses would serve it.
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if (strpos($path, '..') !== false || strpos($path, '/blog') !== 0) {
    http_response_code(404);
    return;
}
if (is_file($file) && substr($path, -4) !== '.php') {
    return false;
}
$script = is_file($file) ? $path : '/blog/index.php';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $script;
define('WP_USE_THEMES', true);
require_once __DIR__ . '/wp-config.php';
if ($script === '/blog/index.php') {
    wp();
    require_once ABSPATH . WPINC . '/template-loader.php';
} else {
    require $_SERVER['DOCUMENT_ROOT'] . $script;
}
