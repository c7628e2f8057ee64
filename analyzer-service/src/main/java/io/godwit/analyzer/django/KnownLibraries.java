package io.godwit.analyzer.django;

import io.godwit.analyzer.python.LibraryDescriptions;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.PythonSources;
import java.util.List;

/// The libraries whose models and fields projects build on.
final class KnownLibraries {
    private static final List<String> MODULES = List.of(
            "django/contrib/auth/models.py",
            "django/contrib/auth/base_user.py",
            "django/contrib/contenttypes/models.py",
            "django/contrib/sites/models.py",
            "django/contrib/sessions/models.py",
            "django/contrib/sessions/base_session.py",
            "django/contrib/admin/models.py",
            "django/contrib/flatpages/models.py",
            "django/contrib/redirects/models.py",
            "model_utils/models.py",
            "model_utils/fields.py",
            "django_extensions/db/models.py",
            "django_extensions/db/fields/__init__.py",
            "phonenumber_field/modelfields.py",
            "django_countries/fields.py",
            "mptt/models.py",
            "mptt/fields.py",
            "taggit/managers.py",
            "autoslug/fields.py",
            "colorfield/fields.py",
            "ckeditor/fields.py",
            "ckeditor_uploader/fields.py",
            "tinymce/models.py",
            "timezone_field/fields.py",
            "imagekit/models/__init__.py",
            "sorl/thumbnail/fields.py",
            "easy_thumbnails/fields.py",
            "encrypted_model_fields/fields.py",
            "jsonfield/fields.py",
            "modelcluster/fields.py",
            "wagtail/fields.py",
            "picklefield/fields.py",
            "picklefield/__init__.py",
            "timezone_field/__init__.py",
            "django_fsm/__init__.py",
            "cloudinary/models.py",
            "recurrence/fields.py",
            "django_ckeditor_5/fields.py",
            "markdownx/models.py",
            "martor/models.py",
            "froala_editor/fields.py",
            "django_quill/fields.py",
            "django_summernote/fields.py",
            "django_bleach/models.py",
            "versatileimagefield/fields.py",
            "django_resized/__init__.py",
            "netfields/__init__.py",
            "treebeard/mp_tree.py",
            "treebeard/ns_tree.py",
            "treebeard/al_tree.py",
            "solo/models.py",
            "shortuuid/django_fields.py",
            "polymorphic/models.py");

    private KnownLibraries() {}

    static List<PythonModule> modules(PythonSources sources) {
        return LibraryDescriptions.modules(KnownLibraries.class, MODULES, sources);
    }
}
