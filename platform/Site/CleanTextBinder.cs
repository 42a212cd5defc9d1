using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Site;

/// <summary>
/// Cleans every text of a form, an address or a route (<see cref="CleanText"/>), so that no page has to think of it.
/// </summary>
internal sealed class CleanTextBinder : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType == typeof(string) && context.BindingInfo.BindingSource?.IsGreedy != true
            ? new Cleaned(
                new SimpleTypeModelBinder(typeof(string), context.Services.GetRequiredService<ILoggerFactory>())
            )
            : null;

    private sealed class Cleaned(SimpleTypeModelBinder typed) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            await typed.BindModelAsync(bindingContext);
            if (bindingContext.Result is { IsModelSet: true, Model: string text })
            {
                bindingContext.Result = ModelBindingResult.Success(CleanText.Characters(text));
            }
        }
    }
}
