<?php
// What tests need of the site: a fresh start each, and people who speak as fast as programs.
add_filter('comment_flood_filter', '__return_false');
add_filter('rest_allow_anonymous_comments', '__return_true');
add_filter('pre_wp_mail', '__return_true');

// A file whose name begins with "slow" takes its time after it was noted, as a large picture does.
add_action('add_attachment', function ($id) {
    if (strpos(basename(get_attached_file($id)), 'slow') === 0) {
        sleep(20);
    }
});

add_action('rest_api_init', function () {
    // Everything that was said is gone, and there is one post. Gives somebody for each role, with application passwords.
    register_rest_route('peer/v1', '/begin', ['methods' => 'POST', 'permission_callback' => '__return_true', 'callback' => function () {
        global $wpdb;
        foreach (['posts', 'postmeta', 'comments', 'commentmeta', 'term_relationships'] as $table) {
            $wpdb->query("truncate table {$wpdb->prefix}$table");
        }
        wp_cache_flush();
        update_option('timezone_string', 'America/Sao_Paulo');
        // the page of that number would be one of the site's own, with rules of its own
        update_option('wp_page_for_privacy_policy', 0);
        update_option('peer_environment', 'local');
        update_option('comment_moderation', 0);
        update_option('comment_previously_approved', 0);
        update_option('permalink_structure', '/%year%/%postname%/');
        flush_rewrite_rules();
        require_once ABSPATH . 'wp-admin/includes/user.php';
        $people = [];
        foreach (['administrator' => 'boss', 'editor' => 'integration', 'author' => 'writer', 'subscriber' => 'reader'] as $role => $name) {
            $id = username_exists($name) ?: wp_create_user($name, wp_generate_password(), "$name@example.test");
            (new WP_User($id))->set_role($role);
            WP_Application_Passwords::delete_all_application_passwords($id);
            [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'tests']);
            $people[$role] = ['id' => $id, 'user' => $name, 'password' => WP_Application_Passwords::chunk_password($password)];
        }
        $post = wp_insert_post(['post_title' => 'Hello', 'post_content' => 'First of all', 'post_status' => 'publish', 'post_author' => $people['administrator']['id']]);
        return ['people' => $people, 'post' => $post];
    }]);
    // As many comments as wanted, of visitors, approved.
    register_rest_route('peer/v1', '/comments', ['methods' => 'POST', 'permission_callback' => '__return_true', 'callback' => function ($request) {
        $made = [];
        foreach ($request['texts'] as $text) {
            $made[] = wp_insert_comment(['comment_post_ID' => $request['post'], 'comment_author' => 'Jane “J” Doe',
                'comment_author_email' => 'jane@example.test', 'comment_author_url' => 'https://jane.example',
                'comment_content' => wp_slash(wp_filter_kses(wp_slash($text))), 'comment_approved' => $request['status']]);
        }
        return $made;
    }]);
    // What only an administrator's screens can change.
    register_rest_route('peer/v1', '/options', ['methods' => 'POST', 'permission_callback' => '__return_true', 'callback' => function ($request) {
        foreach ($request->get_json_params() as $name => $value) {
            update_option($name, $value);
        }
        flush_rewrite_rules();
        return true;
    }]);
});

// As a site without https that is not said to be local.
add_filter('wp_is_application_passwords_available', function ($available) {
    return $available && get_option('peer_environment', 'local') === 'local';
});
