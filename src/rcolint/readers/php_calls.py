"""Which calls of PHP and WordPress take a text for people, and which take names for machines?

What no row knows is judged by the shape of its string: a claim that is not read is worse than a label that is.
"""


def _first(text: str) -> dict[str, int]:
    """`name:2 other:1` as a table."""
    return {name: int(count) for name, _, count in (word.partition(":") for word in text.split())}


# The first arguments are texts for people, even a single word; what follows names a domain or a context.
TEXTS = _first(
    """
    __:1 _e:1 esc_html__:1 esc_html_e:1 esc_attr__:1 esc_attr_e:1 _x:1 _ex:1 esc_html_x:1 esc_attr_x:1 _n:2 _nx:2 _n_noop:2
    _nx_noop:2
    """
)
# The first arguments name something: an option, a hook, a file. A text may follow.
MUTED_FIRST = _first(
    """
    define:1 add_action:2 add_filter:2 remove_action:2 remove_filter:2 do_action:1 apply_filters:1 add_shortcode:1
    get_option:1 update_option:1 add_option:1 get_theme_mod:1 set_theme_mod:1 register_post_type:1 register_taxonomy:2
    register_setting:2 add_settings_field:1 add_settings_section:1 add_meta_box:1 add_submenu_page:1 wp_localize_script:2
    wp_add_inline_style:2 wp_add_inline_script:2 add_query_arg:1 update_post_meta:2 add_post_meta:2 get_post_meta:2
    update_user_meta:2 set_transient:1 add_section:1 add_setting:1 add_control:1 get_template_part:3 get_header:1 get_footer:1
    get_sidebar:1 section:1 yield:1 push:1 include:1 includeif:1 extends:1 component:1 lang:0 trans:0 config:1 env:1
    str_replace:1 str_ireplace:1 substr_replace:0 wp_error:1 in_array:1 method_exists:2 view:1 route:2
    """
)
# The first argument is the key of the value that follows it.
KEYED = frozenset("define update_option add_option get_option set_theme_mod get_theme_mod section".split())
# Calls that put another file of a theme here; the file, where the call says it.
PARTS = {"get_header": "header", "get_footer": "footer", "get_sidebar": "sidebar", "get_template_part": ""}
# Nothing in these is shown to a visitor.
MUTED = frozenset(
    """
    error_log trigger_error _doing_it_wrong _deprecated_function wp_enqueue_script wp_enqueue_style wp_register_script
    wp_register_style wp_dequeue_style wp_dequeue_script header setcookie date gmdate date_i18n wp_date strtotime current_time
    strpos stripos str_contains str_starts_with str_ends_with strstr stristr explode preg_match preg_match_all
    preg_replace preg_replace_callback preg_split preg_quote function_exists class_exists defined is_page is_singular
    is_page_template is_product_category is_product_tag has_term has_shortcode has_block locate_template add_image_size
    add_theme_support current_user_can wp_verify_nonce check_ajax_referer wp_create_nonce wp_nonce_field get_var
    get_results get_row get_col query prepare dbdelta ini_set assert trim ltrim rtrim implode_keys body_class post_class
    language_attributes wp_schedule_event wp_next_scheduled add_cap register_rest_route shell_exec exec file_get_contents
    file_put_contents fopen log debug remove_submenu_page remove_menu_page class props csrf method
    """.split()
)
CHANGES = frozenset("js javascript script css style sql query json regex".split())  # labels of heredocs that hold code
NO_OPERANDS = frozenset(
    """
    echo print return if elseif else while foreach for switch case default break continue function fn class interface
    trait extends implements public private protected static abstract final const new throw try catch finally as use
    namespace global include include_once require require_once instanceof endif endforeach endwhile endfor endswitch
    match yield and or xor do declare goto isset unset empty list exit die
    """.split()
)


def is_muted(call: str) -> bool:
    """Whether nothing that a call is given is shown to anybody."""
    return call in MUTED or call.startswith(("preg_", "wp_cache_", "wc_get_logger", "remove_"))
