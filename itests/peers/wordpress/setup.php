<?php
// Makes the database and the site in it.
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['HTTP_HOST'] = getenv('PEER_ADDRESS');
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$database = new mysqli('localhost', 'root', '', '', 0, getenv('PEER_SOCKET'));
$database->query('create database wordpress character set utf8mb4');
define('WP_INSTALLING', true);
require __DIR__ . '/wp-config.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Acme & Sons', 'admin', 'admin@example.test', true, '', 'admin-' . wp_generate_password(12, false), 'en_US');
update_option('permalink_structure', '/%year%/%postname%/');
update_option('template', 'plain');
update_option('stylesheet', 'plain');
flush_rewrite_rules();
