"""The look of Filiform: tokens, layouts, components with a gallery, charts. Knows nothing of patients or stages."""
