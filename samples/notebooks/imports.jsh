import ml.lifecycle.*
import ml.lifecycle.core.*
import ml.lifecycle.data.*
import ml.lifecycle.gate.*
import ml.lifecycle.model.*
import ml.lifecycle.monitor.*
import ml.lifecycle.registry.*
import ml.lifecycle.run.*
import ml.lifecycle.signature.*
import ml.lifecycle.tribuo.*
import static ml.lifecycle.gate.Checks.*
import static ml.lifecycle.gate.DataChecks.*
import org.tribuo.classification.dtree.*
import java.nio.file.*
import java.time.Duration
var tribuoLog = java.util.logging.Logger.getLogger("org.tribuo")
tribuoLog.setLevel(java.util.logging.Level.WARNING)
