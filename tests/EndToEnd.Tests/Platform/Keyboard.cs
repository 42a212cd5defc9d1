using Microsoft.Playwright;

namespace Stadtgespraeche.EndToEnd.Tests.Platform;

/// <summary>
/// A person without a mouse: everything is reached with the tab key, chosen with arrows and space, sent with enter.
/// </summary>
public static class Keyboard
{
    private const int MostPresses = 250;

    public static async Task WriteAsync(this ILocator field, string text)
    {
        await field.ReachAsync();
        // The parts of a date or a time are fields of their own, in the order of the browser's language: see
        // TypePartsAsync.
        await field.Page.Keyboard.PressAsync("ControlOrMeta+a");
        await field.Page.Keyboard.InsertTextAsync(text);
        (await field.InputValueAsync()).ShouldBe(text);
    }

    /// <summary>
    /// Types the parts of a date or time field one after the other; <paramref name="value"/> is what the field then
    /// holds.
    /// </summary>
    public static async Task TypePartsAsync(this ILocator field, string keys, string value)
    {
        await field.ReachAsync();
        await field.Page.Keyboard.TypeAsync(keys);
        (await field.InputValueAsync()).ShouldBe(
            value,
            "the browser's language orders the parts in another way than the test"
        );
    }

    /// <summary>Ticks a box, or walks with the arrow keys through a group of radio buttons.</summary>
    public static async Task ChooseAsync(this ILocator choice)
    {
        if (await choice.IsCheckedAsync())
        {
            return;
        }

        if (await choice.GetAttributeAsync("type") != "radio")
        {
            await choice.ReachAsync();
            await choice.Page.Keyboard.PressAsync("Space");
        }
        else
        {
            // The tab key stops once in a group: at the chosen button, or the first.
            var group = choice.Page.Locator($"input[name='{await choice.GetAttributeAsync("name")}']");
            await group.ReachAsync();
            for (var pressed = await group.CountAsync(); pressed > 0 && !await choice.IsCheckedAsync(); pressed--)
            {
                await choice.Page.Keyboard.PressAsync("ArrowDown");
            }
        }

        (await choice.IsCheckedAsync()).ShouldBeTrue();
    }

    /// <summary>Chooses in a list by typing the beginning of the entry.</summary>
    public static async Task ChooseEntryAsync(this ILocator list, string value, string? letters = null)
    {
        letters ??= (await list.Locator($"option[value='{value}']").InnerTextAsync()).Trim().Split(' ')[0];
        await list.ReachAsync();
        await list.Page.Keyboard.TypeAsync(letters);
        // When a second passes between two letters, a list forgets those before; then one types again.
        for (var again = 0; again < 5 && await list.InputValueAsync() != value; again++)
        {
            await Task.Delay(1500);
            await list.Page.Keyboard.TypeAsync(letters);
        }

        (await list.InputValueAsync()).ShouldBe(value);
    }

    /// <summary>Sends a form, or follows a link, and waits for the page that answers.</summary>
    public static async Task PressEnterAsync(this ILocator button)
    {
        await button.ReachAsync();
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Answer(object? sender, IPage page) => answered.TrySetResult();
        button.Page.Load += Answer;
        await button.Page.Keyboard.PressAsync("Enter");
        await answered.Task.WaitAsync(TimeSpan.FromMinutes(2));
        button.Page.Load -= Answer;
    }

    /// <summary>Presses the tab key until it is there.</summary>
    public static async Task ReachAsync(this ILocator wanted)
    {
        var focused = wanted.And(wanted.Page.Locator(":focus"));
        for (var pressed = 0; await focused.CountAsync() == 0; pressed++)
        {
            pressed.ShouldBeLessThan(MostPresses, $"{wanted} is not reached with the tab key on {wanted.Page.Url}");
            await wanted.Page.Keyboard.PressAsync("Tab");
        }
    }
}
