using Stadtgespraeche.ProcessingRecord;

// dotnet run --project tools/ProcessingRecord: writes the record of processing anew, for docs and portal. Run it after
// every change of what is stored.
var root = args is [var given] ? given : Directory.GetCurrentDirectory();
File.WriteAllText(Path.Combine(root, RecordOfProcessing.Page), RecordOfProcessing.ToMarkdown());
File.WriteAllText(Path.Combine(root, RecordOfProcessing.Data), RecordOfProcessing.ToJson());
